import { useLiveStatus } from '../live/live-provider.tsx'
import { SignedOutNotice } from '../live/signed-out.tsx'
import { signedOutWords } from '../live/signed-out-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isReadError } from './read-json.ts'

/** Explains why no newer page of a list could be read, and what to do. The last page stays below it. */
export function ReadProblem({ error, retry }: { error: Error; retry: () => void }) {
  const isSaidAbove = useLiveStatus() === 'signed-out'
  if (isReadError(error) && error.status === 401)
    return isSaidAbove ? null : <SignedOutNotice {...signedOutWords} />
  const isFault = !isReadError(error) || (error.status ?? 0) >= 500
  return (
    <Notice
      tone="bad"
      live
      title={isFault ? 'The server couldn’t load this page' : error.title}
      cause="The data below is from the last successful load."
      next={isFault ? 'Retrying automatically. If it persists, the app’s log says why.' : error.next}
      action={
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      }
    />
  )
}
