"""The shown copy of a photograph: decoded and painted anew, so that nothing but the picture is left."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from hezhong.engine.uploads.model import BadUpload, Copy

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4096
QUALITY = 88
FORMATS = ("JPEG", "PNG", "WEBP")

warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

TOO_LARGE = "这张图片太大（超过 4000 万像素）。请用手机直接拍的照片，或者缩小以后再交"
BROKEN = "这张照片打不开，可能没有传完。请重新选一次；还是不行，就截屏后交截图"


def copy(data: bytes) -> Copy:
    """Return a JPEG without any note of place, time or device, upright, at most 4096 pixels long. Raises BadUpload."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadUpload(TOO_LARGE)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            return Copy(_painted(picture), pages=1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadUpload(TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise BadUpload(BROKEN) from None


def _painted(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    _on_white(upright).save(out, "JPEG", quality=QUALITY, comment=b"", exif=b"")
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture in plain colours; what was transparent becomes paper."""
    if picture.mode.startswith("I"):  # sixteen bits a point: a scanner's grey
        return picture.point(lambda light: light / 256, "L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper
