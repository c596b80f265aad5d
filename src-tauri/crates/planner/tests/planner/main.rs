//! The planner held against the definition of its problem, from outside.

#![allow(clippy::unwrap_used)]

mod cases;
mod course;
mod guide;
mod left_out;
mod locks;
mod measures;
mod properties;
mod remedies;
mod rules;
mod small;
mod validation;
mod why;

use planner::*;
