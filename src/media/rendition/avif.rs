//! AVIF: one still frame of AV1 by rav1e, in a file by avif-serialize.
//!
//! Not by ravif, which always keeps colours at full resolution: at half of it, as cameras and televisions have them, a picture
//! takes two thirds of the time (`docs/decisions/2026-11-29-avif-in-an-eighth-of-the-time.md`).

use avif_serialize::Aviffy;
use image::RgbImage;
use rav1e::prelude::{
    BlockSize, ChromaSamplePosition, ChromaSampling, ColorDescription, ColorPrimaries, Config, Context, EncoderConfig,
    EncoderStatus, Frame, MatrixCoefficients, PartitionRange, PixelRange, Rational, SceneDetectionSpeed, SpeedSettings,
    TransferCharacteristics, Tune,
};

/// The largest picture, in pixels, that is looked at in blocks of eight pixels: what phones get. In blocks of sixteen alone a
/// picture takes half the time and a few bytes more.
const CAREFUL: usize = 900_000;

/// How coarse the steps are, 0 to 255, in pictures up to that size.
const SMALL: u8 = 142;

/// How coarse they are in larger pictures, whose pixels are smaller on a screen.
const LARGE: u8 = 144;

/// As AVIF, without any metadata, on this thread.
///
/// # Errors
/// In the encoder's words.
pub fn avif(image: &RgbImage) -> Result<Vec<u8>, String> {
    let mut encoder: Context<u8> = Config::new()
        .with_encoder_config(settings(image))
        .with_threads(1)
        .new_context()
        .map_err(|error| error.to_string())?;
    let mut frame = encoder.new_frame();
    fill(&mut frame, image);
    encoder.send_frame(frame).map_err(|error| error.to_string())?;
    encoder.flush();
    let mut stream = Vec::new();
    loop {
        match encoder.receive_packet() {
            Ok(mut packet) => stream.append(&mut packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => break,
            Err(error) => return Err(error.to_string()),
        }
    }
    let mut file = Aviffy::new();
    file.set_seq_profile(0).set_chroma_subsampling((true, true));
    Ok(file.to_vec(&stream, None, image.width(), image.height(), 8))
}

fn settings(image: &RgbImage) -> EncoderConfig {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let (quantizer, smallest) = match width * height <= CAREFUL {
        true => (SMALL, BlockSize::BLOCK_8X8),
        false => (LARGE, BlockSize::BLOCK_16X16),
    };
    let mut speed = SpeedSettings::from_preset(8);
    // Larger blocks and finer angles take longer than they are worth, and CDEF changes nothing at this quality.
    speed.partition.partition_range = PartitionRange::new(smallest, BlockSize::BLOCK_16X16);
    speed.prediction.fine_directional_intra = false;
    speed.cdef = false;
    // Nothing moves.
    speed.rdo_lookahead_frames = 1;
    speed.scene_detection_mode = SceneDetectionSpeed::None;
    EncoderConfig {
        width,
        height,
        time_base: Rational::new(1, 1),
        bit_depth: 8,
        chroma_sampling: ChromaSampling::Cs420,
        chroma_sample_position: ChromaSamplePosition::Unknown,
        pixel_range: PixelRange::Full,
        color_description: Some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::SRGB,
            matrix_coefficients: MatrixCoefficients::BT601,
        }),
        still_picture: true,
        quantizer: quantizer.into(),
        min_quantizer: quantizer,
        tune: Tune::Psychovisual,
        tiles: 1,
        speed_settings: speed,
        ..EncoderConfig::default()
    }
}

/// Brightness for each pixel, the two differences of colour for each four.
fn fill(frame: &mut Frame<u8>, image: &RgbImage) {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let half = width.div_ceil(2);
    let mut brightness = Vec::with_capacity(width * height);
    // Blue and red differences summed up, and of how many pixels: at an odd edge of two or one.
    let mut sums = vec![[0.0; 3]; half * height.div_ceil(2)];
    for (y, row) in image.rows().enumerate() {
        for (x, pixel) in row.enumerate() {
            let [red, green, blue] = pixel.0.map(f32::from);
            let bright = 0.299 * red + 0.587 * green + 0.114 * blue;
            brightness.push(bright.round() as u8);
            let [blues, reds, number] = &mut sums[y / 2 * half + x / 2];
            *blues += (blue - bright) / 1.772;
            *reds += (red - bright) / 1.402;
            *number += 1.0;
        }
    }
    let mean = |sum: f32, number: f32| (sum / number + 128.0).round() as u8;
    let blues: Vec<u8> = sums.iter().map(|[blues, _, number]| mean(*blues, *number)).collect();
    let reds: Vec<u8> = sums.iter().map(|[_, reds, number]| mean(*reds, *number)).collect();
    for (plane, (samples, width)) in frame.planes.iter_mut().zip([(brightness, width), (blues, half), (reds, half)]) {
        plane.copy_from_raw_u8(&samples, width, 1);
    }
}
