import { usePathname, useSearchParams } from 'next/navigation'
import { paths } from '../paths.ts'
import { AnchorButton, Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isReadError } from './read-json.ts'

/** Explains why no newer page of a list could be read, and what to do. The last page stays below it. */
export function ReadProblem({ error, retry }: { error: Error; retry: () => void }) {
  const path = usePathname()
  const query = useSearchParams().toString()
  if (isReadError(error) && error.status === 401) {
    return (
      <Notice
        tone="bad"
        live
        title="You are signed out"
        cause="Your session has ended, here or elsewhere. The data below is from the last successful load."
        action={
          <AnchorButton href={paths.signIn(query === '' ? path : `${path}?${query}`)} size="small">
            Sign in
          </AnchorButton>
        }
      />
    )
  }
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
