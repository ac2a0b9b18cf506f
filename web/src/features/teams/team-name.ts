// Long names of teams, made short where room is scarce.

// A county's 区 is not the 区 of a community, a campus, a park or a housing estate.
const PREFIX =
  /^(?:[^（(“"]{2,8}?(?:省|自治区))?(?:[^（(“"]{2,6}?市)?(?:[^（(“"]{1,5}?[^社校园小]区|[^（(“"]{2,6}?县)?(?:[^（(“"]{2,6}?(?:街道|镇|乡))?/u

/** What tells a team from its neighbours: its name without the places it starts with. */
export function ownPart(name: string): string {
  const rest = name.replace(PREFIX, '')
  return rest.length >= 2 ? rest : name
}

/** The sign in a team's square. */
export const teamSign = (name: string): string => [...ownPart(name).replace(/^[“"（(]/u, '')][0] ?? ''
