/** A widget in the body of a dashboard. */
interface Widget {
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties: any;
}

const CELL = { width: 54, height: 34 };
const COLORS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
  '#393b79',
  '#637939',
];

/** Renders the body of a dashboard as an SVG picture with the layout of CloudWatch and sample data. */
export function renderDashboard(body: { widgets: Widget[] }): string {
  const height = Math.max(...body.widgets.map((widget) => widget.y + widget.height)) * CELL.height;
  const widgets = body.widgets.map((widget) => (widget.type === 'text' ? renderText(widget) : renderGraph(widget)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * CELL.width} ${height}" font-family="Helvetica, Arial, sans-serif">`,
    '<rect width="100%" height="100%" fill="#f2f3f3"/>',
    ...widgets,
    '</svg>',
    '',
  ].join('\n');
}

function renderText({ x, y, height, properties }: Widget): string {
  return `<text x="${x * CELL.width + 8}" y="${(y + height) * CELL.height - 10}" font-size="18" font-weight="bold" fill="#16191f">${escapeXml(properties.markdown.replace(/^#+ /, ''))}</text>`;
}

function renderGraph({ x, y, width, height, properties }: Widget): string {
  const [left, top, w, h] = [x * CELL.width + 4, y * CELL.height + 4, width * CELL.width - 8, height * CELL.height - 8];
  const labels = (properties.metrics as any[][]).map(findLabel).filter((label) => label !== undefined);
  const axis = properties.yAxis?.left ?? {};
  const plot = {
    left: left + 12,
    top: top + 42,
    width: w - 24,
    height: h - 42 - 16 - Math.ceil(labels.length / 4) * 16,
  };
  return [
    `<g><rect x="${left}" y="${top}" width="${w}" height="${h}" fill="#fff" stroke="#d5dbdb" rx="3"/>`,
    `<text x="${left + 12}" y="${top + 20}" font-size="14" font-weight="bold" fill="#16191f">${escapeXml(properties.title)}</text>`,
    `<text x="${left + 12}" y="${top + 36}" font-size="10" fill="#687078">${escapeXml(axis.label ?? '')}</text>`,
    ...[0, 1, 2, 3].map(
      (line) => `<path d="M${plot.left} ${plot.top + (plot.height * line) / 3}h${plot.width}" stroke="#eaeded"/>`,
    ),
    ...labels.map((label, index) => renderCurve(`${properties.title}${label}`, index, labels.length, plot)),
    ...labels.map((label, index) => renderLegend(label, index, plot)),
    '</g>',
  ].join('\n');
}

/** Finds the label of a metric; undefined if the metric is only part of an expression. */
function findLabel(metric: any[]): string | undefined {
  const options = metric.find((part) => typeof part === 'object') ?? {};
  return options.visible === false ? undefined : (options.label ?? options.expression ?? metric[1]);
}

function renderCurve(
  seed: string,
  index: number,
  count: number,
  plot: { left: number; top: number; width: number; height: number },
): string {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const level = 0.2 + (0.6 * (index + 1)) / (count + 1);
  const points = Array.from({ length: 41 }, (_, step) => {
    state = (state * 73 + 11) % 9973;
    const value = level + 0.08 * Math.sin(step / 5 + index) + 0.05 * (state / 9973 - 0.5);
    return `${(plot.left + (plot.width * step) / 40).toFixed(1)},${(plot.top + plot.height * (1 - value)).toFixed(1)}`;
  });
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${COLORS[index % COLORS.length]}" stroke-width="1.5"/>`;
}

function renderLegend(
  label: string,
  index: number,
  plot: { left: number; top: number; width: number; height: number },
): string {
  const [x, y] = [plot.left + ((index % 4) * plot.width) / 4, plot.top + plot.height + 18 + Math.floor(index / 4) * 16];
  return (
    `<rect x="${x.toFixed(1)}" y="${y - 8}" width="8" height="8" fill="${COLORS[index % COLORS.length]}"/>` +
    `<text x="${(x + 12).toFixed(1)}" y="${y}" font-size="10" fill="#16191f">${escapeXml(label)}</text>`
  );
}

function escapeXml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
