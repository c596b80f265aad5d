import type { ClientField } from '../../lib/contract/generated/ClientField';
import type { Fault } from '../../lib/contract/generated/Fault';
import type { RowFault } from '../../lib/contract/generated/RowFault';
import { formatNumber, t } from '../../lib/texts/texts.svelte';

/** A field by its name: `Ventas`, `Característica «Sector»`. */
export function fieldText(field: ClientField): string {
  return field.kind === 'attribute' && field.name !== '' ? t.importing.attributeNamed(field.name) : t.importing.fields[field.kind];
}

/** Where a fault is: the column as the file calls it, or what it holds. */
export function columnText({ column, field }: RowFault): string {
  return column || (field ? fieldText(field) : t.importing.wholeRow);
}

export interface FaultWords {
  /** What is wrong. */
  what: string;
  /** What to do about it. */
  remedy: string;
}

/** A fault in words, with what mends it. */
export function faultWords(fault: Fault): FaultWords {
  const { faults } = t.importing;
  switch (fault.kind) {
    case 'empty_name':
    case 'unclosed_quote':
      return faults[fault.kind];
    case 'not_a_number':
    case 'ambiguous_number':
    case 'bad_email':
    case 'unknown_zone':
      return { what: faults[fault.kind].what(fault.found), remedy: faults[fault.kind].remedy };
    case 'out_of_range':
      return {
        what: faults.out_of_range.what(fault.found, formatNumber(fault.min), formatNumber(fault.max)),
        remedy: faults.out_of_range.remedy,
      };
    case 'ragged_row':
      return {
        what: faults.ragged_row.what(fault.found, fault.expected),
        remedy: fault.found > fault.expected ? faults.ragged_row.tooMany : faults.ragged_row.tooFew,
      };
    case 'duplicate_in_file':
      return { what: faults.duplicate_in_file.what(fault.first_line), remedy: faults.duplicate_in_file.remedy };
  }
}

const simple = ['spreadsheet', 'not_text', 'empty', 'wrong_encoding', 'unknown_encoding'] as const;

/** What to do about a file that cannot be read as a table; `null` where the problem says it all. */
export function tableRemedy(problem: { kind: string; [data: string]: unknown }): string | null {
  if (problem.kind !== 'table') return null;
  const kind = (problem['fault'] as { kind?: string } | undefined)?.kind;
  const known = simple.find((one) => one === kind);
  return known ? t.importing.tableRemedies[known] : null;
}
