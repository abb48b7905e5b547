/** Virtual milliseconds as seconds for people: `0.064`. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
