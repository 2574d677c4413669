"""Words of Django and its REST framework that people read, where those lack them: what nobody translated would be Dutch.

Django is complete in English; its Frisian has hardly begun. A name of a month or day has no part of a page to itself,
so half a translation would give a date in two languages. The framework is no app of ours, so its own Dutch is not
read; ours says it in fewer words.
"""

from wijkportaal.foundation.languages.catalogues import Words
from wijkportaal.foundation.languages.states import DUTCH

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun"
MONTHS = "January February March April May June July August September October November December"
SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
ABBREVIATED_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec."
FAULTS = (
    "This field is required.",
    "Enter a valid value.",
    "Enter a valid date.",
    "Enter a valid time.",
    "Enter a valid date/time.",
    "Enter a whole number.",
    "Enter a number.",
    "Enter a valid URL.",
    "Enter a valid email address.",
    "Enter a complete value.",
    "Enter a list of values.",
    "Enter a valid UUID.",
    "Ensure this value is less than or equal to %(limit_value)s.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Null characters are not allowed.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "“%(pk)s” is not a valid value.",
    "No file was submitted.",
    "No file was submitted. Check the encoding type on the form.",
    "The submitted file is empty.",
    "Upload a valid image. The file you uploaded was either not an image or a corrupted image.",
    "Please correct the duplicate values below.",
    "This password is too common.",
    "This password is entirely numeric.",
    "The password is too similar to the %(verbose_name)s.",
    "Your password can’t be too similar to your other personal information.",
    "Your password can’t be a commonly used password.",
    "Yes",
    "No",
    "yes",
    "no",
    "maybe",
    "or",
    ", ",
    "midnight",
    "noon",
    "a.m.",
    "p.m.",
)
NUMBERED_FAULTS = (
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    (
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ("%(size)d byte", "%(size)d bytes"),
    ("%(num)d minute", "%(num)d minutes"),
    ("%(num)d hour", "%(num)d hours"),
    ("%(num)d day", "%(num)d days"),
    ("%(num)d week", "%(num)d weeks"),
    ("%(num)d month", "%(num)d months"),
    ("%(num)d year", "%(num)d years"),
)
FAULTS_OF_API = (
    "This field may not be blank.",
    "This field may not be null.",
    "Not a valid string.",
    "Must be a valid boolean.",
    "A valid integer is required.",
    "A valid number is required.",
    "String value too large.",
    '"{input}" is not a valid choice.',
    "This list may not be empty.",
    'Expected a list of items but got type "{input_type}".',
    'Expected a dictionary of items but got type "{input_type}".',
    "Invalid data. Expected a dictionary, but got {datatype}.",
    "Ensure this field has no more than {max_length} characters.",
    "Ensure this field has at least {min_length} characters.",
    "Ensure this value is less than or equal to {max_value}.",
    "Ensure this value is greater than or equal to {min_value}.",
    "Ensure that there are no more than {max_digits} digits in total.",
    "Ensure that there are no more than {max_decimal_places} decimal places.",
    "Ensure that there are no more than {max_whole_digits} digits before the decimal point.",
    "Date has wrong format. Use one of these formats instead: {format}.",
    "Datetime has wrong format. Use one of these formats instead: {format}.",
    "Expected a date but got a datetime.",
    'Method "{method}" not allowed.',
    'Unsupported media type "{media_type}" in request.',
    "Request was throttled.",
    "Malformed request.",
    "You do not have permission to perform this action.",
)
OF_DJANGO = {
    DUTCH: {Words(text) for text in FAULTS_OF_API},
    "fy": {Words(text) for text in (*f"{DAYS} {MONTHS} {SHORT_MONTHS}".split(), *FAULTS)}
    | {Words(text, "", "abbrev. month") for text in ABBREVIATED_MONTHS.split()}
    | {Words(text, "", "alt. month") for text in MONTHS.split()}
    | {Words(one, many) for one, many in NUMBERED_FAULTS},
}
