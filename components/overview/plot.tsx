import { clsx } from 'clsx'
import type { Tone } from '../theme.ts'

/** One series of a plot: a value for each step; null means unknown. */
export interface Series {
  readonly label: string
  readonly tone: Tone
  readonly values: readonly (number | null)[]
}

/** Units of the drawing: it is stretched to its place, so strokes keep their own width. */
const [width, height] = [1_000, 100]

/** Strokes and areas in the color of a tone, which it keeps where colors are forced, because it carries meaning. */
const fills: Readonly<Record<Tone, string>> = {
  good: 'fill-good-ink',
  due: 'fill-due-ink',
  doubt: 'fill-doubt-ink',
  bad: 'fill-bad-ink',
  blocked: 'fill-blocked-ink',
  neutral: 'fill-neutral-ink',
}
const strokes: Readonly<Record<Tone, string>> = {
  good: 'stroke-good-ink',
  due: 'stroke-due-ink',
  doubt: 'stroke-doubt-ink',
  bad: 'stroke-bad-ink',
  blocked: 'stroke-blocked-ink',
  neutral: 'stroke-neutral-ink',
}

interface Props {
  readonly kind: 'bars' | 'lines'
  readonly series: readonly Series[]
  /** The tooltips, one for each step. */
  readonly titles: readonly string[]
  readonly formatValue: (value: number) => string
  /** A class of Tailwind's, such as `h-32`. */
  readonly heightClass: string
}

/** Stacked bars, or lines, over time: SVG that the server draws. Decorative: a table has the same data. */
export function Plot({ kind, series, titles, formatValue, heightClass }: Props) {
  const steps = titles.length
  const top = niceTop(kind === 'bars' ? highestStack(series, steps) : highestOf(series))
  const y = (value: number) => round(height - (value / top) * height)
  const step = width / steps
  return (
    <div className="flex gap-2">
      <div
        aria-hidden
        className={clsx(
          'flex w-14 shrink-0 flex-col justify-between text-right text-ink-faint text-xs leading-none tabular-nums',
          heightClass,
        )}
      >
        <span>{formatValue(top)}</span>
        <span>{formatValue(0)}</span>
      </div>
      <div className={clsx('relative min-w-0 flex-1', heightClass)}>
        <svg
          aria-hidden
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {[0, 0.5, 1].map((share) => (
            <path
              key={share}
              d={`M0 ${share * height}H${width}`}
              vectorEffect="non-scaling-stroke"
              className="stroke-line"
            />
          ))}
          {kind === 'bars'
            ? stackBars(series, steps).map(({ label, tone, bars }) => (
                <path
                  key={label}
                  d={bars.map((bar) => barPath(bar, step, y)).join('')}
                  className={clsx('forced-color-adjust-none', fills[tone])}
                />
              ))
            : series.map(({ label, tone, values }) => (
                <path
                  key={label}
                  d={linePath(values, step, y)}
                  fill="none"
                  strokeWidth={2}
                  strokeLinecap="round"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                  className={clsx('forced-color-adjust-none', strokes[tone])}
                />
              ))}
          {titles.map((title, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other identity
              key={index}
              x={round(index * step)}
              y={0}
              width={round(step)}
              height={height}
              className="fill-transparent hover:fill-ink/8"
            >
              <title>{title}</title>
            </rect>
          ))}
        </svg>
      </div>
    </div>
  )
}

interface Bar {
  readonly index: number
  readonly from: number
  readonly to: number
}

function stackBars(series: readonly Series[], steps: number) {
  const reached = Array.from({ length: steps }, () => 0)
  return series.map(({ label, tone, values }) => ({
    label,
    tone,
    bars: values.flatMap((value, index): Bar[] => {
      if (value === null || value <= 0) return []
      const from = reached[index] ?? 0
      reached[index] = from + value
      return [{ index, from, to: from + value }]
    }),
  }))
}

const round = (value: number) => Math.round(value * 100) / 100

function barPath({ index, from, to }: Bar, step: number, y: (value: number) => number): string {
  const gap = step * 0.12
  const [left, right] = [round(index * step + gap), round((index + 1) * step - gap)]
  return `M${left} ${y(from)}H${right}V${y(to)}H${left}Z`
}

/** A step without a value interrupts the line; one between two such steps is a dot. */
function linePath(values: readonly (number | null)[], step: number, y: (value: number) => number): string {
  return values
    .map((value, index) => {
      if (value === null) return ''
      const x = round((index + 0.5) * step)
      const follows = index > 0 && values[index - 1] !== null
      return `${follows ? 'L' : 'M'}${x} ${y(value)}${follows ? '' : 'h0'}`
    })
    .join('')
}

function highestStack(series: readonly Series[], steps: number): number {
  const sums = Array.from({ length: steps }, (_, index) =>
    series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  )
  return Math.max(0, ...sums)
}

function highestOf(series: readonly Series[]): number {
  return Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
}

/** The next larger round number, so that the axis is easy to read. */
export function niceTop(highest: number): number {
  if (highest <= 0) return 1
  const magnitude = 10 ** Math.floor(Math.log10(highest))
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * magnitude >= highest) ?? 10
  return Math.max(1, factor * magnitude)
}
