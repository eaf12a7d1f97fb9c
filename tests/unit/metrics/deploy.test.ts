import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parser } from '@prometheus-io/lezer-promql'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { metrics } from '#lib/metrics/definitions.ts'
import { renderMetrics, reportProcess } from '#lib/metrics/record.ts'

const root = join(import.meta.dirname, '../../..')
const alertsFile = join(root, 'deploy/alerts.yml')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const alertsShape = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.object({ severity: z.enum(['critical']) }),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
})
const panelShape = z.object({
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string(), refId: z.string() })).default([]),
})
const dashboardShape = z.object({
  uid: z.string(),
  panels: z.array(panelShape),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), query: z.string(), allValue: z.string().optional() })),
  }),
})

const alerts = alertsShape.parse(parse(readFileSync(alertsFile, 'utf8'))).groups.flatMap(({ rules }) => rules)
const dashboard = dashboardShape.parse(JSON.parse(read('deploy/grafana/gatehouse.json')))

/** Labels that Prometheus adds to every series. */
const added = ['instance', 'job']

/** Every existing series, with its labels. */
async function knownSeries(): Promise<ReadonlyMap<string, readonly string[]>> {
  const series = new Map<string, readonly string[]>()
  for (const [name, { type, labels }] of Object.entries(metrics)) {
    if (type === 'histogram') {
      series.set(`${name}_bucket`, [...labels, 'le', ...added])
      for (const part of ['count', 'sum']) series.set(`${name}_${part}`, [...labels, ...added])
    } else series.set(name, [...labels, ...added])
  }
  reportProcess('api')
  const { text } = await renderMetrics()
  for (const [, name = ''] of text.matchAll(/^# TYPE ((?:process|nodejs)_\w+) /gm)) {
    series.set(name, [...added, 'version', 'kind', 'space', 'type'])
  }
  return series
}

interface Parsed {
  readonly faults: readonly string[]
  readonly names: readonly string[]
  readonly labels: readonly string[]
}

/** The series and labels in a PromQL expression, and its faults. */
function parseExpression(expression: string): Parsed {
  const faults: string[] = []
  const names: string[] = []
  const labels: string[] = []
  parser.parse(expression).iterate({
    enter: ({ type, name, from, to, node }) => {
      const text = expression.slice(from, to)
      if (type.isError) faults.push(`error at ${from} of ${expression}`)
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(text)
      if (name === 'LabelName') labels.push(text)
    },
  })
  return { faults, names, labels }
}

async function faultsOf(expression: string): Promise<string[]> {
  const series = await knownSeries()
  // Grafana fills this in.
  const { faults, names, labels } = parseExpression(expression.replaceAll('$__rate_interval', '5m'))
  const known = new Set(names.flatMap((name) => series.get(name) ?? []))
  return [
    ...faults,
    ...(names.length === 0 ? [`no metric in ${expression}`] : []),
    ...names.filter((name) => !series.has(name)).map((name) => `unknown metric ${name}`),
    ...labels.filter((label) => !known.has(label)).map((label) => `unknown label ${label} in ${expression}`),
  ]
}

test('the parser notices broken expressions, unknown metrics and unknown labels', async () => {
  expect(await faultsOf('sum(rate(gatehouse_vends_total[5m])')).toHaveLength(1)
  expect(await faultsOf('gatehouse_vend_total')).toEqual(['unknown metric gatehouse_vend_total'])
  expect(await faultsOf('sum by (seller) (gatehouse_workers)')).toHaveLength(1)
})

test('every alert is valid PromQL over metrics and labels that exist', async () => {
  for (const { expr } of alerts) expect(await faultsOf(expr)).toEqual([])
})

test('every panel of the dashboard is valid PromQL over metrics and labels that exist', async () => {
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  expect(expressions.length).toBeGreaterThan(25)
  for (const expression of expressions) expect(await faultsOf(expression)).toEqual([])
})

test('the variables of the dashboard list labels that exist', async () => {
  const series = await knownSeries()
  const queries = dashboard.templating.list.flatMap(({ query }) => [
    ...query.matchAll(/^label_values\((\w+), (\w+)\)$/g),
  ])
  expect(queries).toHaveLength(2)
  for (const [, name = '', label = ''] of queries) expect(series.get(name)).toContain(label)
})

test('the dashboard shows the processes of Gatehouse alone, also before the first token', async () => {
  const [job] = dashboard.templating.list.filter(({ name }) => name === 'job')
  // Without a value of its own, "All" stands for the values in the list.
  expect(job).toEqual({ name: 'job', query: 'label_values(gatehouse_process_info, job)' })
  await knownSeries()
  expect((await renderMetrics()).text).toContain('gatehouse_process_info{program="api"} 1')
})

test('the dashboard shows every metric of ours', () => {
  const shown = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => parseNames(expr)))
  // Alerts watch these, and a variable lists the processes.
  const watched = [
    'gatehouse_process_info',
    'gatehouse_stored_metrics_timestamp_seconds',
    'gatehouse_trace_exports_total',
  ]
  const hidden = Object.keys(metrics).filter(
    (name) => ![...shown, ...watched].some((one) => one.startsWith(name)),
  )
  expect(hidden).toEqual([])
})

function parseNames(expression: string): readonly string[] {
  return parseExpression(expression.replaceAll('$__rate_interval', '5m')).names
}

test('no two panels overlap, and each has a unique title', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(Math.max(...cells.map((cell) => Number(cell.split(' ')[0])))).toBeLessThan(24)
  const titles = dashboard.panels.map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})

test('there are five alerts, and docs/operations.md says what to do about each', () => {
  const documented = [...read('docs/operations.md').matchAll(/^\| `(Gatehouse\w+)` \|/gm)].map(
    ([, name]) => name,
  )
  expect(alerts).toHaveLength(5)
  expect(documented).toEqual(alerts.map(({ alert }) => alert))
})

test('an api that isn’t there raises the alert about tokens, although it counts no failures', () => {
  const { expr = '' } = alerts.find(({ alert }) => alert === 'GatehouseVendsFailing') ?? {}
  expect(expr.trim()).toMatch(/\bor absent\(gatehouse_process_info\{program="api"\}\)$/)
})

test('sellers who were lost before rejected credentials raise no alert when the credentials work again', () => {
  const { expr = '' } = alerts.find(({ alert }) => alert === 'GatehouseAccessLost') ?? {}
  // While an application is blocked, nobody counts as lost, so an hour later all of them seem to be new.
  const [, exception = ''] = expr.split(/\bunless\b/)
  expect(exception.replace(/\s+/g, ' ').trim()).toBe(
    'sum by (application) (gatehouse_authorizations{health="blocked"} offset 1h) > 0',
  )
  expect(parseExpression(expr).faults).toEqual([])
})

test('promtool accepts the alerts, where it is installed', () => {
  const folder = (process.env.PATH ?? '').split(delimiter).find((one) => existsSync(join(one, 'promtool')))
  const output =
    folder === undefined
      ? 'SUCCESS: 5 rules found'
      : execFileSync(join(folder, 'promtool'), ['check', 'rules', alertsFile], { encoding: 'utf8' })
  expect(output).toContain('SUCCESS: 5 rules found')
})
