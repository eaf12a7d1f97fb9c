import { expect, test } from 'vitest'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { heldOutThreads } from './held-out.ts'

test('prints', () => {
  for (const { link, ids, paste } of heldOutThreads) {
    const got = diagnose(readPaste(paste).signs).map((d) => d.id)
    console.log(
      ids.includes(got[0] ?? '') ? 'HIT ' : 'MISS',
      link,
      '→',
      got.join(', ') || 'nothing',
      '| expected',
      ids.join('|'),
    )
  }
  expect(1).toBe(1)
})
