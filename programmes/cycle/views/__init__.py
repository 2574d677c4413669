"""The doors of the room: `board` and `calendar` for all areas, `steps` and `contents` for one, `public` for readers."""
