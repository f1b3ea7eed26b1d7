"""Addresses of digital objects: images, tiles and files for readers, pages for staff."""

from django.urls import path, re_path

from chorsu.archive.objects import pages, staff

urlpatterns = [
    path("objects/<slug:pid>", pages.landing, name="object"),
    path("objects/<slug:pid>/thumb", pages.thumb, name="object_thumb"),
    path("objects/<slug:pid>/pages/<int:number>/image", pages.image, name="object_page_image"),
    path("objects/<slug:pid>/pages/<int:number>/thumb", pages.page_thumb, name="object_page_thumb"),
    path("objects/<slug:pid>/pages/<int:number>/image.dzi", pages.deep_zoom, name="object_page_zoom"),
    re_path(
        r"^objects/(?P<pid>\w+)/pages/(?P<number>\d{1,6})/image_files/"
        r"(?P<level>\d{1,2})/(?P<column>\d{1,5})_(?P<row>\d{1,5})\.jpg$",
        pages.tile,
        name="object_page_tile",
    ),
    path("objects/<slug:pid>/epub/<path:name>", pages.book_entry, name="object_book_entry"),
    path("files/<slug:pid>/<path:name>", pages.file, name="object_file"),
    path("staff/objects/", staff.index, name="staff_objects"),
    re_path(r"^staff/objects/(?P<pid>o[0-9a-z]{1,27})/$", staff.detail, name="staff_object"),
    path("staff/objects/<slug:pid>/describe", staff.describe, name="staff_object_describe"),
    path("staff/objects/<slug:pid>/rights", staff.rights, name="staff_object_rights"),
    path("staff/objects/<slug:pid>/withdraw", staff.withdraw, name="staff_object_withdraw"),
    path("staff/objects/<slug:pid>/put-back", staff.put_back, name="staff_object_put_back"),
]
