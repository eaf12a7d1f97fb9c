'use client'

import { PrinterIcon } from 'lucide-react'
import { Button } from '../ui/button.tsx'

/** Prints the page, or saves it as a PDF: its print styles leave out what only works on a screen. */
export function PrintButton() {
  return (
    <span className="print:hidden">
      <Button type="button" onClick={() => window.print()}>
        <PrinterIcon size={16} /> Print report
      </Button>
    </span>
  )
}
