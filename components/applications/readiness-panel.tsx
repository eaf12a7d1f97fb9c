import type { ApplicationView } from '#lib/applications/read.ts'
import { CopyButton } from '../ui/code.tsx'
import { Notice, SentenceList } from '../ui/notice.tsx'
import { authorizeStateOf, authorizeStates } from './authorize-state.ts'
import { CapNotice } from './cap.tsx'

/** Whether sellers can be sent to Amazon for it, what is missing, and problems that may come soon. */
export function ReadinessPanel({ application, url }: { application: ApplicationView; url: string }) {
  const { readiness, warnings } = application
  const { title, tone } = authorizeStates[authorizeStateOf(application)]
  return (
    <>
      <Notice
        tone={tone}
        title={title}
        next={readiness.ready ? undefined : <SentenceList sentences={readiness.missing} />}
        action={
          readiness.ready && (
            <CopyButton value={url} label="Copy the link to this application on the connect page">
              Copy the connect link
            </CopyButton>
          )
        }
      />
      <CapNotice warnings={warnings} />
    </>
  )
}
