import { Code } from './code.tsx'
import { CopyButton } from './copy-button.tsx'
import { Notice } from './notice.tsx'

/** Something secret that was just made, to be copied now: it can't be shown again. `what` is the copy button's name. */
export function ShownOnce({
  title,
  next,
  value,
  what,
  children,
}: {
  title: string | undefined
  next: string
  value: string
  what: string
  children: string
}) {
  return (
    <Notice
      tone="good"
      live
      title={title}
      next={
        <span className="grid gap-2">
          {next}
          <Code wrap>{value}</Code>
        </span>
      }
      action={
        <CopyButton value={value} label={`Copy ${what}`}>
          {children}
        </CopyButton>
      }
    />
  )
}
