import { LinkButton } from './button.tsx'

/** The way through a long list, below it. Back is the browser's. Nothing when there is one page only. */
export function Paging({
  first,
  next,
}: {
  /** Of the first page; null while it is shown. */
  first: string | null
  /** Null on the last page. */
  next: string | null
}) {
  if (first === null && next === null) return null
  return (
    <div className="flex justify-end gap-2 border-line border-t px-4 py-2">
      {first !== null && (
        <LinkButton href={first} size="small">
          First page
        </LinkButton>
      )}
      {next !== null && (
        <LinkButton href={next} size="small">
          Next page
        </LinkButton>
      )}
    </div>
  )
}
