from notifications.models.delivery import Delivery, DeliveryState
from notifications.models.notification import Notification
from notifications.models.preference import Preference

__all__ = ["Delivery", "DeliveryState", "Notification", "Preference"]
