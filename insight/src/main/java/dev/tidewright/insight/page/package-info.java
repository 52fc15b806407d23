/// The report as one page that needs nothing else: no network, no file beside it. Must not conclude anything; it shows
/// what a [dev.tidewright.insight.report.Report] says.
@NullMarked
package dev.tidewright.insight.page;

import org.jspecify.annotations.NullMarked;
