import { clsx } from 'clsx'
import Link from 'next/link'
import type { HistoryPeriod, HistoryStep } from '#lib/history/read.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { healths, healthWords } from '../authorizations/health-words.ts'
import { causeWords } from '../cause-words.ts'
import { paths } from '../paths.ts'
import { segmentsClass } from '../ui/button.tsx'
import { counted, duration, figure, utcDate, utcTime } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { Chart } from './chart.tsx'
import { Plot, type Series } from './plot.tsx'

const periodLabels: Readonly<Record<HistoryPeriod, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '90d': '90 days',
}
const periods = Object.keys(periodLabels) as HistoryPeriod[]
const defaultPeriod: HistoryPeriod = '7d'

/** The period that an address names; by default, a week. */
export function parsePeriod(value: string | string[] | undefined): HistoryPeriod {
  return periods.find((period) => period === value) ?? defaultPeriod
}

/** The heading of the charts, with the choice of their period. */
export function ChartsHeading({ period }: { period: HistoryPeriod }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <h2 id="history" className="scroll-mt-4 font-medium text-lg">
        History
      </h2>
      <nav aria-label="Chart period" className={segmentsClass}>
        {periods.map((one) => (
          <Link
            key={one}
            href={one === defaultPeriod ? paths.overview : `${paths.overview}?period=${one}`}
            prefetch={false}
            scroll={false}
            aria-current={one === period}
            className="inline-flex h-6 items-center rounded-sm px-2 text-ink-muted text-xs transition-colors hover:text-ink aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink"
          >
            {periodLabels[one]}
          </Link>
        ))}
      </nav>
    </div>
  )
}

const gridClass = 'grid gap-4 lg:grid-cols-2'

/** Charts over time: authorizations by health, refreshes, vends, and how fast Amazon answered. */
export function Charts({ steps, period }: { steps: readonly HistoryStep[]; period: HistoryPeriod }) {
  const shown = { steps, period }
  return (
    <div className={gridClass}>
      <AuthorizationsChart {...shown} />
      <RefreshesChart {...shown} />
      <VendsChart {...shown} />
      <LatencyChart {...shown} />
    </div>
  )
}

/** A skeleton of the charts, of the same size. */
export function ChartsSkeleton() {
  return (
    <div className={gridClass} aria-busy>
      {['authorizations', 'refreshes', 'vends', 'latency'].map((chart) => (
        <Skeleton key={chart} className="h-78 w-full" />
      ))}
    </div>
  )
}

interface Shown {
  readonly steps: readonly HistoryStep[]
  readonly period: HistoryPeriod
}

/** A step in the table and the tooltips: its day, or its hour. */
function stepName(step: HistoryStep, period: HistoryPeriod): string {
  return period === '90d' ? utcDate(new Date(step.startsAt)) : utcTime(new Date(step.startsAt))
}

function axisOf({ steps, period }: Shown): readonly [string, string] {
  const first = steps[0]
  return [first === undefined ? '' : stepName(first, period), 'now']
}

/** Numbers of each step, which label them; steps without any are left out of the table. */
function toTable(
  { steps, period }: Shown,
  series: readonly Series[],
  isShown: (step: HistoryStep) => boolean,
) {
  const rows = steps.flatMap((step, index) =>
    isShown(step)
      ? [[stepName(step, period), ...series.map(({ values }) => figure(values[index] ?? 0))]]
      : [],
  )
  return {
    columns: [period === '90d' ? 'Day (UTC)' : 'From', ...series.map(({ label }) => label)],
    rows: rows.toReversed(),
  }
}

/** The tooltips. A step without a number of authorizations wasn't recorded at all. */
export function titlesOf({ steps, period }: Shown, series: readonly Series[]): string[] {
  return steps.map((step, index) => {
    const parts = series.flatMap(({ label, values }) => {
      const value = values[index] ?? 0
      return value === 0 ? [] : [`${label}: ${figure(value)}`]
    })
    const none = step.authorizations === null ? 'Not recorded' : 'Nothing'
    return [stepName(step, period), ...(parts.length === 0 ? [none] : parts)].join('\n')
  })
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
const formatCount = (value: number) => compact.format(value)
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const totalOf = (series: readonly Series[]) =>
  sum(series.flatMap(({ values }) => values.map((value) => value ?? 0)))

/** From the bottom up: working first, with problems on top. */
const stackedHealths: readonly DisplayedHealth[] = [
  'working',
  ...healths.filter((health) => health !== 'working' && health !== 'disconnected'),
]

function AuthorizationsChart(shown: Shown) {
  const { steps } = shown
  const all = stackedHealths.map(
    (health): Series => ({
      label: healthWords[health].label,
      tone: healthWords[health].tone,
      values: steps.map(({ authorizations }) => authorizations?.[health] ?? null),
    }),
  )
  const series = all.filter((one, index) => index === 0 || totalOf([one]) > 0)
  const last = steps.findLast(({ authorizations }) => authorizations !== null)?.authorizations
  const connected = sum(stackedHealths.map((health) => last?.[health] ?? 0))
  return (
    <Chart
      title="Authorizations by health"
      summary={`${counted(connected, 'authorization')} connected`}
      legend={series}
      table={toTable(shown, series, ({ authorizations }) => authorizations !== null)}
      axis={axisOf(shown)}
      empty={totalOf(series) === 0 ? 'Nothing recorded yet. The first numbers appear within a minute.' : null}
    >
      <Plot
        kind="bars"
        series={series}
        titles={titlesOf(shown, series)}
        formatValue={formatCount}
        heightClass="h-36"
      />
    </Chart>
  )
}

/** What failed, by its cause: all of it, whatever the cause is called. */
export function failuresOf(steps: readonly Pick<HistoryStep, 'refreshes'>[]): readonly Series[] {
  const named = Object.entries(causeWords).map(
    ([cause, words]): Series => ({ ...words, values: steps.map(({ refreshes }) => refreshes[cause] ?? 0) }),
  )
  const others = steps.map(({ refreshes }) => {
    const unnamed = Object.entries(refreshes).filter(([cause]) => cause !== 'none' && !(cause in causeWords))
    return sum(unnamed.map(([, value]) => value))
  })
  return [...named, { label: 'Another cause', tone: 'neutral' as const, values: others }].filter(
    (one) => totalOf([one]) > 0,
  )
}

function RefreshesChart(shown: Shown) {
  const { steps } = shown
  const issued: Series = {
    label: 'Issued',
    tone: 'good',
    values: steps.map(({ refreshes }) => refreshes.none ?? 0),
  }
  const failed = failuresOf(steps)
  const series = [issued, ...failed]
  const [issuedTotal, failedTotal] = [totalOf([issued]), totalOf(failed)]
  return (
    <Chart
      title="Token refreshes"
      summary={`${counted(issuedTotal, 'token')} issued, ${counted(failedTotal, 'failure')}`}
      legend={series}
      table={toTable(shown, series, ({ refreshes }) => sum(Object.values(refreshes)) > 0)}
      axis={axisOf(shown)}
      empty={issuedTotal + failedTotal === 0 ? `No refreshes in ${periodLabels[shown.period]}.` : null}
    >
      {/* Each on its own scale: among thousands of refreshes, a failure would be invisible. */}
      <Plot
        kind="bars"
        series={[issued]}
        titles={titlesOf(shown, [issued])}
        formatValue={formatCount}
        heightClass={clsx(failedTotal === 0 ? 'h-36' : 'h-20')}
      />
      {failedTotal > 0 && (
        <Plot
          kind="bars"
          series={failed}
          titles={titlesOf(shown, failed)}
          formatValue={formatCount}
          heightClass="h-14"
        />
      )}
    </Chart>
  )
}

const outcomes = [
  ['issued', 'Issued', 'good'],
  ['refused', 'Refused', 'doubt'],
  ['failed', 'Failed', 'bad'],
] as const

function VendsChart(shown: Shown) {
  const { steps } = shown
  const series = outcomes
    .map(
      ([outcome, label, tone]): Series => ({
        label,
        tone,
        values: steps.map(({ vends }) => vends[outcome] ?? 0),
      }),
    )
    .filter((one, index) => index === 0 || totalOf([one]) > 0)
  const [issued, ...others] = series
  return (
    <Chart
      title="Tokens vended to programs"
      summary={`${counted(issued === undefined ? 0 : totalOf([issued]), 'token')} issued, ${counted(totalOf(others), 'request')} without one`}
      legend={series}
      table={toTable(shown, series, ({ vends }) => sum(Object.values(vends)) > 0)}
      axis={axisOf(shown)}
      empty={totalOf(series) === 0 ? `No tokens requested in ${periodLabels[shown.period]}.` : null}
    >
      <Plot
        kind="bars"
        series={series}
        titles={titlesOf(shown, series)}
        formatValue={formatCount}
        heightClass="h-36"
      />
    </Chart>
  )
}

function LatencyChart(shown: Shown) {
  const { steps, period } = shown
  const series: readonly Series[] = [
    { label: 'Login with Amazon', tone: 'due', values: steps.map(({ lwa }) => lwa?.p95Ms ?? null) },
    { label: 'SP-API', tone: 'blocked', values: steps.map(({ spApi }) => spApi?.p95Ms ?? null) },
  ]
  const answered = steps.filter(({ lwa, spApi }) => lwa !== null || spApi !== null)
  const ms = (value: number | undefined) => (value === undefined ? '–' : duration(value))
  const rows = answered.map((step) => [
    stepName(step, period),
    ...[step.lwa, step.spApi].flatMap((one) => [figure(one?.count ?? 0), ms(one?.medianMs), ms(one?.p95Ms)]),
  ])
  return (
    <Chart
      title="Amazon latency"
      summary="95th percentile"
      legend={series}
      table={{
        columns: [
          period === '90d' ? 'Day (UTC)' : 'From',
          ...['LWA responses', 'LWA median', 'LWA p95', 'SP-API responses', 'SP-API median', 'SP-API p95'],
        ],
        rows: rows.toReversed(),
      }}
      axis={axisOf(shown)}
      empty={answered.length === 0 ? `No requests to Amazon in ${periodLabels[period]}.` : null}
    >
      <Plot
        kind="lines"
        series={series}
        titles={steps.map((step) =>
          [
            stepName(step, period),
            `Login with Amazon: ${ms(step.lwa?.p95Ms)}`,
            `SP-API: ${ms(step.spApi?.p95Ms)}`,
          ].join('\n'),
        )}
        formatValue={duration}
        heightClass="h-36"
      />
    </Chart>
  )
}
