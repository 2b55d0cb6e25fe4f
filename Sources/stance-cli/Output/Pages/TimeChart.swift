internal import Stance

/// Acts over time as an inline picture: a row a label, a bar a stretch of time.
///
/// Each row has a scale of its own, since the default label would flatten all others, and is named,
/// so that nothing depends on colours alone. The script of the page moves the
/// bars when acts are chosen; without it they show all acts.
struct TimeChart {
  private enum Size {
    static let width = 1000
    static let nameWidth = 120
    static let rowHeight = 66
    static let barHeight = 46
    static let axisHeight = 26
  }

  private let labels: [String]
  private let scale: TimeScale
  private let counts: [[Int]]

  init(labels: [String], scale: TimeScale, counts: [[Int]]) {
    self.labels = labels
    self.scale = scale
    self.counts = counts
  }

  private func most(_ label: Int) -> Int { max(counts.map { $0[label] }.max() ?? 0, 1) }

  /// The picture.
  var svg: String {
    let height = labels.count * Size.rowHeight + Size.axisHeight
    var svg = "<svg class=\"time\" viewBox=\"0 0 \(Size.width) \(height)\" role=\"img\""
    svg += " aria-label=\"Acts by label in each \(scale.unit.rawValue), from \(scale.name(0))"
    svg += " to \(scale.name(scale.count - 1)); the numbers stand in the table below\""
    svg += " data-bar=\"\(Size.barHeight)\">\n"
    for label in labels.indices { svg += row(label) }
    return svg + axis(top: labels.count * Size.rowHeight) + "</svg>\n"
  }

  private func row(_ label: Int) -> String {
    let base = (label + 1) * Size.rowHeight - 8
    let top = base - Size.barHeight
    let most = most(label)
    var row = "<g class=\"l\(label)\" data-row=\"\(label)\">"
    row +=
      "<text class=\"name\" x=\"0\" y=\"\(base - 14)\">\(HTMLText.oneLine(labels[label]))</text>"
    row +=
      "<line class=\"grid\" x1=\"\(Size.nameWidth)\" x2=\"\(Size.width)\" y1=\"\(top)\" y2=\"\(top)\"/>"
    row += "<text class=\"most\" x=\"\(Size.nameWidth - 6)\" y=\"\(top + 4)\">\(most)</text>"
    row +=
      "<line class=\"axis\" x1=\"\(Size.nameWidth)\" x2=\"\(Size.width)\" y1=\"\(base)\" y2=\"\(base)\"/>"
    let step = Double(Size.width - Size.nameWidth) / Double(scale.count)
    let gap = min(step * 0.15, 3)
    for period in counts.indices {
      let count = counts[period][label]
      let height = Double(count * Size.barHeight) / Double(most)
      let x = Double(Size.nameWidth) + Double(period) * step + gap / 2
      // No bar is wider than looks like a bar.
      let width = min(step - gap, 48)
      row += "<rect data-k=\"cl:\(period):\(label)\" data-base=\"\(base)\""
      row +=
        " x=\"\(Self.text(x + (step - gap - width) / 2))\" y=\"\(Self.text(Double(base) - height))\""
      row += " width=\"\(Self.text(width))\" height=\"\(Self.text(height))\">"
      row += "<title>\(scale.name(period)): \(count)</title></rect>"
    }
    return row + "</g>\n"
  }

  /// Names of some stretches, as many as have room.
  private func axis(top: Int) -> String {
    let step = Double(Size.width - Size.nameWidth) / Double(scale.count)
    let every = max(1, Int((110 / step).rounded(.up)))
    var axis = "<g class=\"ticks\">"
    for period in stride(from: 0, to: scale.count, by: every) {
      let middle = Double(Size.nameWidth) + (Double(period) + 0.5) * step
      let isFirst = period == 0 && step < 90
      let isLast = middle + 45 > Double(Size.width)
      let anchor = isFirst ? "start" : isLast ? "end" : "middle"
      let x = isFirst ? Double(Size.nameWidth) : isLast ? Double(Size.width) : middle
      axis += "<text x=\"\(Self.text(x))\" y=\"\(top + 14)\" text-anchor=\"\(anchor)\">"
      axis += "\(tick(period))</text>"
    }
    return axis + "</g>\n"
  }

  private func tick(_ period: Int) -> String {
    scale.unit == .week ? scale.edges[period].text : scale.name(period)
  }

  private static func text(_ value: Double) -> String { FixedPoint.text(value, places: 1) }
}
