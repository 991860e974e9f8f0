"""What the roles of `accounts` mean to the editorial part of the site."""

# Wagtail gives rights on pages to groups only; this one follows the roles.
CMS_GROUP = "cms-editors"
