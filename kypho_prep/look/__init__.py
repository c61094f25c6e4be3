"""The parts of a screen that the kiosk and the nurse's desk share: colours, sizes, words, buttons, worker, printer."""
