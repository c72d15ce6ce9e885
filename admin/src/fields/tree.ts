import type { RecordValues, Reference } from './field_ui.ts'

export type TreeNode = RecordValues & { children?: TreeNode[] }

/** Hangs each record under its parent; one whose parent is not among them stands at the top. */
export function buildTree(records: RecordValues[], parentField: string): TreeNode[] {
  const nodes = new Map(records.map((record) => [record.id, { ...record } as TreeNode]))
  const top: TreeNode[] = []
  for (const node of nodes.values()) {
    const parent = nodes.get((node[parentField] as Reference | null)?.id)
    if (parent) (parent.children ??= []).push(node)
    else top.push(node)
  }
  return top
}
