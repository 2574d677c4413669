"""Uploads of documents."""

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile


def pdf_upload(name="Ontwerp.pdf"):
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue(), content_type="application/pdf")
