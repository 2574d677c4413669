from django.urls import path

from wijkportaal.portal.opendata.views import manage, public, sitemaps, widget

app_name = "opendata"

urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>-<int:page>.xml", sitemaps.section, name="section"),
    path("sitemapindex-diwoo-infocat<slug:category>.xml", sitemaps.woo_index, name="woo_index"),
    path("open-data", public.index, name="index"),
    path("open-data/catalogus.<slug:form>", public.catalogue_file, name="catalogue"),
    path("open-data/<slug:dataset>.<slug:form>", public.download, name="download"),
    path("voorvertoning.png", public.picture, name="picture"),
    path("gebieden/<slug:slug>/voorvertoning.png", public.area_picture, name="area_picture"),
    path("widget/gebieden/<slug:slug>", widget.area, name="widget"),
    path("beheer/open-data", manage.overview, name="overview"),
    path("beheer/open-data/opnieuw", manage.renew, name="renew"),
    path("beheer/widget", manage.snippet, name="snippet"),
]
