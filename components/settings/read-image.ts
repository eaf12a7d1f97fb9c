import type { LogoImage } from '../connect/company-mark.tsx'

/** A chosen file as an image for the preview; null if the browser can't show it. The server decides what it accepts. */
export async function readImage(file: File): Promise<LogoImage | null> {
  const src = await new Promise<string | null>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => resolve(null)
    reader.readAsDataURL(file)
  })
  if (src === null) return null
  const image = new Image()
  image.src = src
  try {
    await image.decode()
  } catch {
    return null
  }
  return { src, width: image.naturalWidth, height: image.naturalHeight }
}
