import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { projectFolder } from './load-environment.ts'
import { findChromium, launchOptions } from './tests/find-chromium.ts'

const folder = join(projectFolder, 'public')
const icon = readFileSync(join(folder, 'icon.svg'), 'utf8')
const font = readFileSync(
  join(projectFolder, 'node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2'),
  'base64',
)
const color = '#0a5c58'

const pageOf = (css: string, body: string): string => `<!doctype html><style>
@font-face{font-family:Geist;src:url(data:font/woff2;base64,${font}) format("woff2");font-weight:100 900}
*{margin:0;box-sizing:border-box}svg{display:block}body{overflow:hidden;${css}}</style>${body}`

/**
 * The system that shows it rounds the corners, so the color fills the square. `share`: the part of the side that the
 * drawing takes.
 */
const fullBleed = (share: number): string =>
  pageOf(
    `background:${color};display:grid;place-items:center;height:100vh`,
    `<div style="width:${share * 100}vmin">${icon}</div>`,
  )
const transparent = pageOf('background:transparent', icon)

const preview = pageOf(
  'height:100vh;padding:88px 96px;display:flex;flex-direction:column;justify-content:space-between;background:#f5f7f7;color:#141a1a;font-family:Geist',
  `<div style="width:112px">${icon}</div>
<div><h1 style="font-size:76px;line-height:84px;letter-spacing:-.03em;font-weight:600">Connect your<br>Amazon account</h1>
<p style="margin-top:28px;font-size:32px;color:#4a5554">You decide at Amazon, and can take it back at any time.</p></div>
<div style="position:absolute;left:0;right:0;bottom:0;height:16px;background:${color}"></div>`,
)

const pictures: readonly { name: string; width: number; height: number; html: string }[] = [
  { name: 'icon-192.png', width: 192, height: 192, html: transparent },
  { name: 'icon-512.png', width: 512, height: 512, html: transparent },
  { name: 'icon-maskable.png', width: 512, height: 512, html: fullBleed(0.75) },
  { name: 'apple-touch-icon.png', width: 180, height: 180, html: fullBleed(0.9) },
  { name: 'preview.png', width: 1_200, height: 630, html: preview },
]

const browser = await chromium.launch(launchOptions(await findChromium()))
try {
  for (const { name, width, height, html } of pictures) {
    writeFileSync(join(folder, name), await draw(browser, html, width, height))
  }
  const sizes = [16, 32, 48]
  const images = await Promise.all(sizes.map((size) => draw(browser, transparent, size, size)))
  writeFileSync(join(folder, 'favicon.ico'), icoOf(images, sizes))
} finally {
  await browser.close()
}

async function draw(from: Browser, html: string, width: number, height: number): Promise<Buffer> {
  const page = await from.newPage({ viewport: { width, height } })
  await page.setContent(html)
  await page.evaluate('document.fonts.ready')
  const image = await page.screenshot({ omitBackground: true })
  await page.close()
  return image
}

/** Windows icons may hold PNG images: a header, 16 bytes for each image, and the images. */
function icoOf(images: readonly Buffer[], sizes: readonly number[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach((image, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(sizes[index] ?? 0, at)
    head.writeUInt8(sizes[index] ?? 0, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(image.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += image.length
  })
  return Buffer.concat([head, ...images])
}
