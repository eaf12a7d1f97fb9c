'use client'

import { segmentClass, segmentsClass } from './segments.ts'
import { chooseTimeFormat, type TimeFormat, timeFormats, useTimeFormat } from './time-format.ts'

const words: Record<TimeFormat, string> = { relative: 'Relative', local: 'Local', utc: 'UTC' }

/** Chooses how every time stamp of the page is written. */
export function TimeFormatToggle() {
  const chosen = useTimeFormat()
  return (
    <fieldset className={segmentsClass}>
      <legend className="sr-only">Times</legend>
      {timeFormats.map((format) => (
        <button
          key={format}
          type="button"
          aria-pressed={format === chosen}
          onClick={() => chooseTimeFormat(format)}
          className={segmentClass}
        >
          {words[format]}
        </button>
      ))}
    </fieldset>
  )
}
