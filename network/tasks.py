from jobs.registry import task
from network.actions import delivery

task("network.tell_post")(delivery.tell_post)
task("network.tell_mentions")(delivery.tell_mentions)
task("network.tell_request")(delivery.tell_request)
task("network.tell_invitation")(delivery.tell_invitation)
task("network.tell_decision")(delivery.tell_decision)
