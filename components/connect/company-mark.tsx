/** Stands for the company's logo: its first letter. */
export function CompanyMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-10 shrink-0 place-items-center rounded-md bg-accent font-semibold text-on-accent text-xl"
    >
      {[...name.trim()][0]?.toUpperCase() ?? '·'}
    </span>
  )
}
