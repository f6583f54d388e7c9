/** Axes of a graph in a journal: titles along the middle, no arrows. */
export const axisStyle = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const;

export const frameStyle = { strokeWidth: 0.75 } as const;
