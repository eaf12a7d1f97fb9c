import { Notice } from '../ui/notice.tsx'

/** What keeps sellers from authorizing, one sentence each; nothing when all is set up. */
export function NotReady({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return null
  return (
    <Notice
      tone="doubt"
      title="No seller can authorize yet"
      cause="The set-up of the application is not finished, so the connect page shows no Authorize button."
      next={
        <ul className="grid gap-1">
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    />
  )
}
