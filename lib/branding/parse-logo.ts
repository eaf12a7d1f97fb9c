import type { LogoType } from '#drizzle/schema.ts'

export interface Logo {
  readonly type: LogoType
  readonly width: number
  readonly height: number
}

/** The maximum size that the table allows. */
export const maxLogoBytes = 200 * 1_024
/** Small files can unpack to images that fill a phone's memory. */
const maxLogoPixels = 2_000

/**
 * Reads the kind and the size of a logo from its first bytes, whatever its name and its declared type are. Only images
 * that can't contain a script: an SVG can. Null: neither a PNG nor a WebP of a reasonable size.
 */
export function parseLogo(bytes: Uint8Array): Logo | null {
  if (bytes.length > maxLogoBytes) return null
  const logo = readPng(bytes) ?? readWebp(bytes)
  if (logo === null || logo.width < 1 || logo.height < 1) return null
  return logo.width > maxLogoPixels || logo.height > maxLogoPixels ? null : logo
}

function readPng(bytes: Uint8Array): Logo | null {
  if (!has(bytes, 0, '\x89PNG\r\n\x1a\n') || !has(bytes, 12, 'IHDR') || bytes.length < 24) return null
  const view = viewOf(bytes)
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Its three kinds (RFC 9649): lossy, lossless, extended. */
function readWebp(bytes: Uint8Array): Logo | null {
  if (!has(bytes, 0, 'RIFF') || !has(bytes, 8, 'WEBP') || bytes.length < 30) return null
  const view = viewOf(bytes)
  const type = 'image/webp'
  if (has(bytes, 12, 'VP8 ')) {
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  if (has(bytes, 12, 'VP8L')) {
    const packed = view.getUint32(21, true)
    return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (!has(bytes, 12, 'VP8X')) return null
  return { type, width: readUint24(view, 24) + 1, height: readUint24(view, 27) + 1 }
}

function readUint24(view: DataView, start: number): number {
  return view.getUint16(start, true) | (view.getUint8(start + 2) << 16)
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

function has(bytes: Uint8Array, start: number, text: string): boolean {
  return [...text].every((letter, place) => bytes[start + place] === letter.charCodeAt(0))
}
