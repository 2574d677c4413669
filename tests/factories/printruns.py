from factory.django import DjangoModelFactory

from programmes.printruns.models import AreaPrint, PrintedFile, PrintRun


class PrintRunFactory(DjangoModelFactory):
    class Meta:
        model = PrintRun

    title = "Programma’s 2026"
    year = 2026


class AreaPrintFactory(DjangoModelFactory):
    class Meta:
        model = AreaPrint


class PrintedFileFactory(DjangoModelFactory):
    class Meta:
        model = PrintedFile

    variant = "screen"
    fingerprint = "0" * 64
    file = "editions/00/none.pdf"
    sha256 = "0" * 64
    size = 9
    pages = 8
