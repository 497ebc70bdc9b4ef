/** The names of a chart's curves, with the look that they have in it. */
export function Legend({ entries }: { entries: readonly (readonly [look: string, name: string])[] }) {
  return (
    <ul className="row load-legend quiet">
      {entries.map(([look, name]) => (
        <li key={look}>
          <i className={`peaks-legend-${look}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}
