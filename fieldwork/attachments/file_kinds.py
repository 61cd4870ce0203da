"""What a kept file may be shown as. Whatever is not named here is a download and nothing else."""

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Pictures that every browser draws."""

PICTURES = SHOWN | {"image/heic", "image/avif", "image/tiff", "image/bmp"}
"""Pictures that have previews; they were decoded whole before they were called so."""

CAMERA_FORMATS = frozenset({"image/jpeg", "image/heic", "image/avif"})
"""What phones and cameras write."""

PHOTO_ENDINGS = frozenset(
    {"JPG", "JPEG", "JPE", "JFIF", "PNG", "WEBP", "GIF", "HEIC", "HEIF", "AVIF", "TIF", "TIFF", "BMP"}
    | {"DNG", "CR2", "CR3", "NEF", "ARW", "ORF", "RW2", "RAF"}
)
"""What the names of photos end with: one that is no picture for us is still missed where photos are."""

VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/webm"})
AUDIO = frozenset({"audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/flac"})

INLINE = SHOWN | VIDEOS | AUDIO | {"application/pdf"}
"""What may be opened in place. SVG, HTML and their like never are."""

UNKNOWN = "application/octet-stream"
