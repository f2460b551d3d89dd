//! Counts what is allocated, thread by thread, so that tests beside one another do not disturb the count.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator with a count of bytes in use. Where a block grows only the growth counts: the system moves
/// the pages of large blocks and copies nothing.
pub struct Counting;

thread_local! {
    static IN_USE: Cell<isize> = const { Cell::new(0) };
    static HIGHEST: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    let in_use = IN_USE.get() + bytes;
    IN_USE.set(in_use);
    HIGHEST.set(HIGHEST.get().max(in_use));
}

// Every call is passed on as it came; only the counters, which allocate nothing, are touched beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size as isize - layout.size() as isize);
        unsafe { System.realloc(block, layout, size) }
    }
}

/// Does the work; gives what it made and the most bytes that were in use beyond those in use before.
pub fn highest_of<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = IN_USE.get();
    HIGHEST.set(before);
    let made = work();
    (made, (HIGHEST.get() - before) as usize)
}
