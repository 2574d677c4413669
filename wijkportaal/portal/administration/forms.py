"""The forms of the beheerder: the words of a letter, and which work to look at."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wijkportaal.foundation.mail.wording import PLACE
from wijkportaal.portal.administration.catalogue import LetterText, Sentence

LONGEST_SUBJECT, LONGEST_TEXT = 180, 2000
# What somebody filled in who tries the portal out, for the example beside the form.
EXAMPLES = {
    "plaats": "in Voorbeelddorp",
    "aantal dagen": "14", "aantal jaren": "2", "bedrag": "€ 1.250,00", "begindatum": "1 januari 2027",
    "bestuur": "Dorpsbelang Voorbeeld", "code": "7K4M-PQ2X", "dag": "12 maart 2027", "datum": "12 maart 2027",
    "einddatum": "31 december 2027", "gebied": "Voorbeelddorp", "gemeente": "Gemeente Voorbeeld",
    "groep": "Groen in de straat", "idee": "Een bankje bij het water", "jaar": "2027", "kenmerk": "2027-0042",
    "link": "https://wijken.voorbeeld.example/…", "naam": "Mevrouw Voorbeeld", "nummer": "2027-0042",
    "onderwerp": "Het plein voor de school", "organisatie": "Welzijn Voorbeeld", "programma": "Wijkprogramma 2027",
    "reden": "De weg wordt pas in mei opgebroken.", "rol": "wijkmanager", "stap": "Ophalen",
    "stand": "wordt bekeken", "termijn": "30 dagen", "titel": "Een bankje bij het water", "uitnodiger": "Mevrouw Voorbeeld",
    "vraag": "Mag het bankje hier staan?", "wat": "Een bankje bij het water", "wie": "Mevrouw Voorbeeld",
}  # fmt: skip


def filled(text: str) -> str:
    """Return a sentence with made-up values in it."""
    return PLACE.sub(lambda found: EXAMPLES.get(found[1], f"({found[1]})"), text)


class SentenceField(forms.CharField):
    """A sentence of a letter. What stands between braces must all be there, and nothing else may."""

    def __init__(self, sentence: Sentence, *, label: str, help_text: str) -> None:
        self.sentence = sentence
        lines = 1 if sentence.is_subject else 2 + len(sentence.text) // 90
        widget = forms.TextInput() if sentence.is_subject else forms.Textarea(attrs={"rows": lines})
        super().__init__(
            label=label,
            help_text=help_text,
            # To leave it empty is to choose the portal's own text: nobody has to be told that it is optional.
            required=True,
            max_length=LONGEST_SUBJECT if sentence.is_subject else LONGEST_TEXT,
            widget=widget,
        )

    def clean(self, value) -> str:
        if not (value or "").strip():
            return ""
        text = super().clean(value).replace("\r\n", "\n").strip()
        used, wanted = PLACE.findall(text), self.sentence.labels
        if unknown := [name for name in dict.fromkeys(used) if name not in wanted]:
            raise forms.ValidationError(
                ngettext(
                    "{%(names)s} kent het portaal hier niet. %(allowed)s",
                    "{%(names)s} kent het portaal hier niet. %(allowed)s",
                    len(unknown),
                )
                % {"names": "}, {".join(unknown), "allowed": _allowed(wanted)}
            )
        if missing := [name for name in wanted if name not in used]:
            raise forms.ValidationError(
                _(
                    "{%(names)s} ontbreekt. Zet het terug, of maak het veld leeg voor de tekst van het portaal."
                )
                % {"names": "} en {".join(missing)}
            )
        if set("{}") & set(PLACE.sub("", text)):
            raise forms.ValidationError(
                _("Er staat een losse { of }. Gebruik ze alleen samen, zoals {naam}.")
            )
        return text


def _allowed(labels: list[str]) -> str:
    if not labels:
        return str(_("In deze zin vult het portaal niets in."))
    return str(_("U kunt gebruiken: %s.") % ", ".join(f"{{{label}}}" for label in labels))


class LetterForm(forms.Form):
    """The sentences of one letter; an empty field is the portal's own text."""

    use_required_attribute = False

    def __init__(
        self, letter: LetterText, own: dict[str, str], *args, shared: dict[str, int], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.own = letter, own
        for at, sentence in enumerate(letter.sentences):
            name = f"sentence-{at}"
            self.fields[name] = SentenceField(
                sentence, label=_label(sentence, at), help_text=_help(sentence, own, shared)
            )
            self.initial[name] = own.get(sentence.original, sentence.text)

    def words(self) -> dict[str, str]:
        """Return what was typed by sentence; empty for what is as it came with the portal."""
        return {
            field.sentence.original: "" if text == field.sentence.text else text
            for name, field in self.fields.items()
            for text in [self.cleaned_data[name]]
        }

    def example(self) -> tuple[str, list[str]]:
        """Return the subject and the paragraphs with made-up values, as they are typed now."""
        subject, body = "", []
        for name, field in self.fields.items():
            text = filled((str(self[name].value() or "")).strip() or field.sentence.text)
            if field.sentence.is_subject:
                subject = subject or text
            elif not field.sentence.is_part:
                body.append(text)
        return subject, body


def _label(sentence: Sentence, at: int) -> str:
    if sentence.is_subject:
        return str(_("Onderwerp") if at == 0 else _("Onderwerp %d") % (at + 1))
    if sentence.is_part:
        return str(_("Woorden binnen een zin %d") % (at + 1))
    return str(_("Zin %d") % (at + 1))


def _help(sentence: Sentence, own: dict[str, str], shared: dict[str, int]) -> str:
    parts = []
    if sentence.labels:
        parts.append(_("Het portaal vult in: %s.") % ", ".join(f"{{{label}}}" for label in sentence.labels))
    if others := shared.get(sentence.original, 0):
        parts.append(
            ngettext(
                "Deze zin staat ook in %d andere mail.", "Deze zin staat ook in %d andere mails.", others
            )
            % others
        )
    if sentence.original in own:
        parts.append(_("Van het portaal was: “%s”") % sentence.text)
    return " ".join(str(part) for part in parts)
