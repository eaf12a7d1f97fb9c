/** The way for somebody who came to the wrong one of two forms. */
export function OtherWay({ question, href, children }: { question: string; href: string; children: string }) {
  return (
    <p className="text-center text-base text-ink-muted">
      {question}{' '}
      <a href={href} className="rounded-sm font-medium text-accent-ink underline underline-offset-4">
        {children}
      </a>
    </p>
  )
}
