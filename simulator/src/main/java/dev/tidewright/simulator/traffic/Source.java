package dev.tidewright.simulator.traffic;

/// Where one service's requests come from. Asked once in each step, in order.
public sealed interface Source permits OpenLoop, ClosedLoop, Steered {
    /// Draws the step that ends `seconds` after the scenario's start.
    void draw(double seconds);

    /// Requests of the step drawn last.
    long count();

    /// Of users who may ask again within the step, besides [#count].
    long again();

    /// The mean of both together.
    double expected();
}
