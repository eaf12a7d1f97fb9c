import { paths } from '../paths.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice, SentenceList } from '../ui/notice.tsx'

/** What keeps sellers from authorizing, one sentence each; nothing when all is set up. */
export function NotReady({ ready, missing }: { ready: boolean; missing: readonly string[] }) {
  if (missing.length === 0) return null
  return (
    <Notice
      tone="doubt"
      title={ready ? 'Not every application can be authorized' : 'No seller can authorize yet'}
      cause={
        ready
          ? 'The connect page offers the others.'
          : 'The set-up is not finished, so the connect page shows no Authorize button.'
      }
      next={<SentenceList sentences={missing} />}
      action={
        <LinkButton href={paths.applications} size="small">
          Open the applications
        </LinkButton>
      }
    />
  )
}
