/** An image of the company, and its size in pixels, so that nothing moves while it loads. */
export interface LogoImage {
  readonly src: string
  readonly width: number
  readonly height: number
}

/** The stored logo. Its URL changes with it, so that browsers can cache it. */
export function logoImage(
  logo: { readonly digest: string; readonly width: number; readonly height: number } | null,
): LogoImage | null {
  return logo && { src: `/branding/logo?v=${logo.digest}`, width: logo.width, height: logo.height }
}

/** From this ratio on, a logo most likely shows the name. */
const wordmarkRatio = 2

/** The company at the top of a page: its logo, or its first letter; with its name, unless the logo shows it. */
export function CompanyMark({ name, logo }: { name: string; logo: LogoImage | null }) {
  const isWordmark = logo !== null && logo.width / logo.height >= wordmarkRatio
  return (
    <span className="flex min-w-0 items-center gap-3">
      {logo === null ? (
        <span
          aria-hidden
          className="grid size-10 shrink-0 place-items-center rounded-md bg-accent font-semibold text-on-accent text-xl"
        >
          {firstLetter(name)}
        </span>
      ) : (
        // Dark logos are made for light pages, so on a dark page they have a light background. A low priority keeps
        // React from preloading the logo: browsers warn when the page around it comes later.
        // biome-ignore lint/performance/noImgElement: its size is known, and nothing may optimize it past proxy.ts
        <img
          src={logo.src}
          fetchPriority="low"
          width={logo.width}
          height={logo.height}
          alt={isWordmark ? name : ''}
          className="h-10 w-auto min-w-0 max-w-48 rounded-md object-contain"
          style={{ background: 'light-dark(transparent, #ffffff)' }}
        />
      )}
      {!isWordmark && (
        // Hinted glyphs can be a pixel wider than the line in which they were measured.
        <span className="min-w-0 overflow-x-clip font-semibold text-lg leading-tight wrap-anywhere">
          {name}
        </span>
      )}
    </span>
  )
}

function firstLetter(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '·'
}
