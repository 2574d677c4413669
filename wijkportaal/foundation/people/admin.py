from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from wijkportaal.foundation.people.models import Person

# Technicians come in by the same door as everyone, second factor included.
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """People, for a technician who must look something up; changes are made in the portal."""

    list_display = ["full_name", "email", "is_active", "is_staff", "joined_at"]
    search_fields = ["full_name", "email"]
    fields = ["full_name", "email", "phone", "is_active", "is_staff", "is_superuser", "joined_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
