//! What the line of keys says of each.

/// A word beside a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Steps forward and back.
    Step,
    /// Larger and smaller steps.
    Grain,
    /// Begins to play.
    Play,
    /// The lessons.
    Course,
    /// Stops playing.
    Pause,
    /// Plays faster.
    Faster,
    /// Plays slower.
    Slower,
    /// Changes numbers.
    Edit,
    /// Hides and asks.
    Predict,
    /// Ends the round of predictions.
    EndRound,
    /// Hides more in it.
    Hide,
    /// A longer stride.
    Stride,
    /// More padding.
    Padding,
    /// More dilation.
    Dilation,
    /// Another filter.
    Filter,
    /// Another of the images that excite it.
    Image,
    /// Another layer.
    Layer,
    /// To the cell that answers to the image.
    WalkThere,
    /// Another view.
    Views,
    /// The other order.
    Order,
    /// To a place.
    GoTo,
    /// The next zoom.
    Zoom,
    /// The next theme.
    Theme,
    /// The last change taken back.
    Undo,
    /// The scenario written.
    Write,
    /// Another scenario.
    Open,
    /// What is shown, recorded.
    Record,
    /// All keys.
    Help,
    /// Leaves.
    Quit,
}
