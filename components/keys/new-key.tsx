import { Code } from '../ui/code.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'

/** A key that was just made. */
export function NewKey({ title, value }: { title: string | undefined; value: string }) {
  return (
    <Notice
      tone="good"
      live
      title={title}
      next={
        <span className="grid gap-2">
          Copy it now into the program's settings. It is not shown again: only its digest is kept.
          <Code wrap>{value}</Code>
        </span>
      }
      action={
        <CopyButton value={value} label="Copy the API key">
          Copy the key
        </CopyButton>
      }
    />
  )
}
