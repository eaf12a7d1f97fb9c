import { ExternalLinkIcon } from 'lucide-react'

const mostThreads = 4

/** Amazon's page, and public threads that show the same. */
export function DiagnosisLinks({ link, seen }: { link: string; seen: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t pt-3 text-sm">
      <li>
        <OutLink href={link}>Amazon’s page</OutLink>
      </li>
      {seen.slice(0, mostThreads).map((thread) => (
        <li key={thread}>
          <OutLink href={thread}>{nameOf(thread)}</OutLink>
        </li>
      ))}
    </ul>
  )
}

function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      rel="noreferrer"
      className="inline-flex items-center gap-1 rounded-sm text-accent-ink underline underline-offset-4"
    >
      {children}
      <ExternalLinkIcon size={12} />
    </a>
  )
}

/** `owner/name#1` for an issue, else the host. */
function nameOf(thread: string): string {
  const { hostname, pathname } = new URL(thread)
  const issue = /^\/[^/]+\/([^/]+)\/(?:issues|pull)\/(\d+)$/.exec(pathname)
  return issue === null ? hostname : `${issue[1]}#${issue[2]}`
}
