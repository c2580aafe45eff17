// PracticePKI
