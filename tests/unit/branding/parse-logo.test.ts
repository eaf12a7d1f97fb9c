import { expect, test } from 'vitest'
import { maxLogoBytes, parseLogo } from '#lib/branding/parse-logo.ts'

const text = (content: string) => new TextEncoder().encode(content)
const join = (...parts: readonly (Uint8Array | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => [...part]))

function png(width: number, height: number, bytes = 60): Uint8Array {
  const file = new Uint8Array(bytes)
  file.set(join([0x89], text('PNG\r\n'), [0x1a, 0x0a], [0, 0, 0, 13], text('IHDR')))
  const view = new DataView(file.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return file
}

function webp(kind: string, start: number, ...numbers: readonly number[]): Uint8Array {
  const file = new Uint8Array(40)
  file.set(join(text('RIFF'), [32, 0, 0, 0], text('WEBP'), text(kind)))
  file.set(numbers, start)
  return file
}

test('reads the size of a PNG', () => {
  expect(parseLogo(png(640, 128))).toEqual({ type: 'image/png', width: 640, height: 128 })
})

test.each([
  ['lossy', webp('VP8 ', 26, 0x40, 0x01, 0x78, 0x00)],
  // 14 bits each, less one: 319, then 119.
  ['lossless', webp('VP8L', 20, 0x2f, 0x3f, 0xc1, 0x1d, 0x00)],
  ['extended', webp('VP8X', 24, 0x3f, 0x01, 0x00, 0x77, 0x00, 0x00)],
])('reads the size of a %s WebP', (_kind, file) => {
  expect(parseLogo(file)).toEqual({ type: 'image/webp', width: 320, height: 120 })
})

test.each([
  ['an SVG, which can contain a script', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['HTML', text('<!doctype html><script>alert(1)</script>                       ')],
  ['a GIF', text('GIF89a                                             ')],
  ['nothing', new Uint8Array()],
  ['the beginning of a PNG', png(10, 10).slice(0, 20)],
  ['a PNG without pixels', png(0, 10)],
  ['a PNG that unpacks to a huge image', png(2_001, 10)],
  ['another kind of RIFF', join(text('RIFF'), [0, 0, 0, 0], text('WAVEfmt '), new Uint8Array(30))],
  ['a WebP of a kind that is unknown', webp('VP9 ', 26, 1, 0, 1, 0)],
])('refuses %s', (_what, file) => {
  expect(parseLogo(file)).toBeNull()
})

test('refuses a file that is larger than the table allows', () => {
  expect(parseLogo(png(10, 10, maxLogoBytes))).not.toBeNull()
  expect(parseLogo(png(10, 10, maxLogoBytes + 1))).toBeNull()
})
