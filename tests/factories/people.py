import factory
from allauth.account.models import EmailAddress

from wijkportaal.foundation.people.models import Person


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone who can sign in, with a verified address and no password (signs in by a code)."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.example")
    full_name = factory.Sequence(lambda n: f"Persoon {n}")

    @classmethod
    def _create(cls, model_class, *args, password=None, **fields):
        person = model_class.objects.create_user(password=password, **fields)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person
