import { Notice } from '../ui/notice.tsx'
import { SentenceList } from '../ui/sentence-list.tsx'

/** Caps of Amazon's that are nearly or wholly used up; nothing while there is room. */
export function CapNotice({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <Notice tone="doubt" title="Amazon admits only so many" next={<SentenceList sentences={warnings} />} />
  )
}
