'use client'

import { useState } from 'react'
import { segmentClass, segmentsClass } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { languages, type SentRequest, toCode } from './request-code.ts'

/** The request as code in a language of choice, without the token. */
export function RequestCode({ request }: { request: SentRequest }) {
  const [language, setLanguage] = useState<(typeof languages)[number]>('curl')
  const code = toCode(language, request)
  return (
    <div className="grid min-w-0">
      <div className="flex items-center justify-between gap-2 border-line border-b p-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and is harder to lay out */}
        <div role="group" aria-label="Language" className={segmentsClass}>
          {languages.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
              className={segmentClass}
            >
              {each}
            </button>
          ))}
        </div>
        <CopyButton value={code} label="Copy the request" size="small">
          Copy
        </CopyButton>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto bg-sunken p-3 font-mono text-sm"
      >
        {code}
      </pre>
      <p className="border-line border-t p-2 text-ink-muted text-xs">
        Set TOKEN to an access token from Gatehouse’s API.
      </p>
    </div>
  )
}
