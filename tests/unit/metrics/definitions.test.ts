import { expect, test } from 'vitest'
import { labels, metrics } from '#lib/metrics/definitions.ts'

const definitions = Object.entries(metrics)

test('every metric is named as Prometheus recommends: prefix, base unit, and _total for counters', () => {
  for (const [name, { type }] of definitions) {
    expect(name).toMatch(/^gatehouse_[a-z]+(?:_[a-z]+)*$/)
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    if (type === 'histogram') expect(name).toMatch(/_seconds$/)
    expect(name).not.toMatch(/_(?:ms|milliseconds|minutes|hours|days)$/)
  }
})

test('every metric has a help text', () => {
  expect(definitions.filter(([, { help }]) => !/^[A-Z].{10,}\.$/.test(help)).map(([name]) => name)).toEqual(
    [],
  )
})

test('no label can contain a seller, an account, a tag or a path', () => {
  const used = new Set(definitions.flatMap(([, definition]) => [...definition.labels]))
  expect([...used].sort()).toEqual([...labels].sort())
  const identifying = /seller|partner|account|authorization|person|email|tag|reference|path|url|address|_id$/
  expect([...used].filter((label) => identifying.test(label))).toEqual([])
})
