import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RenderedAtProvider } from '#components/ui/rendered-at.tsx'
import { TimeFormatProvider, TimeStamp } from '#components/ui/time.tsx'
import { parseTimeFormat } from '#components/ui/time-format.ts'

test.each([
  ['utc', '22 Nov 2026, 04:26 UTC'],
  ['relative', '1 hour ago'],
  // The server doesn't know the time zone.
  ['local', '22 Nov 2026, 04:26 UTC'],
  [undefined, '1 hour ago'],
])('with the choice %o, a page arrives with the time “%s”', (cookie, words) => {
  const time = createElement(TimeStamp, { at: '2026-11-22T04:26:00Z' })
  const chosen = { chosen: parseTimeFormat(cookie), children: time }
  const rendered = { at: '2026-11-22T05:26:00Z', children: createElement(TimeFormatProvider, chosen) }
  const page = renderToStaticMarkup(createElement(RenderedAtProvider, rendered))
  expect(page).toContain(`<span>${words}</span>`)
})
